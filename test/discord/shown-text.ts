/** What people see of Discord's markdown, as far as we write it. */
export const shownText = (markdown: string): string =>
  markdown.replace(/^(?:#{1,3}|-#) /gm, '').replace(/\\([^0-9A-Za-z\s])|\*\*|`|\u200b/g, '$1');
