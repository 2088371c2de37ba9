/** What Discord takes, in characters or in pieces: https://docs.discord.com/developers/components/reference */
export const LIMIT = {
  components: 40, // a message, counting those inside of others
  text: 4000, // all text displays of a message together
  button: 80,
  row: 5, // buttons side by side
  url: 512, // of a link button
  /** One person's text on one line. Ours: below it, escaped twice as long, other lines have room too. */
  line: 1000,
  link: 1500, // an address in a text. Ours: a browser takes 2,000
} as const;
