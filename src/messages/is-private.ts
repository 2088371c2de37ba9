import type { Post } from '../ports/messenger.ts';

/** Only a post to a person may hold a code. */
export const isPrivate = (post: Post): post is Extract<Post, { to: { kind: 'person' } }> =>
  post.to.kind === 'person';
