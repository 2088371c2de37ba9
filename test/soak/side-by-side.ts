/** Does all of it, so many at a time, each as soon as there is room. */
export async function sideBySide<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const hand = async () => {
    // One iterator for all hands: each takes what the others have not.
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
}
