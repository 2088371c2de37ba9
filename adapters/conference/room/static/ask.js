const byId = (id) => document.getElementById(id);

/** What cannot be undone asks once: whether the person means what this button does. */
export function confirmed({ dataset: { ask }, textContent }) {
  if (!ask) return Promise.resolve(true);
  const dialog = byId('ask');
  byId('asked').textContent = ask;
  byId('yes').textContent = textContent;
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

byId('yes').addEventListener('click', () => byId('ask').close('yes'));
byId('no').addEventListener('click', () => byId('ask').close());
