/** Only the web's own schemes: `javascript:` in a link would run on a page. */
export const isWeb = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
