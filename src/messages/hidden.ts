/** What stands for a hidden code, as long whatever the code is: the code itself is not sent. */
export const HIDDEN = '••••••••••';
