import { seededRandom } from '../fakes/seeded-random.ts';

/** Of so many things that may fail about one does, by chance; the soak makes each fail. */
const STRIDE = Number(process.env['FAULT_STRIDE'] ?? 25);

/** How many to leave out until the next that fails; `most`: of how many about one fails at least. */
export function createStride(seed: string, most = STRIDE): () => number {
  const random = seededRandom(seed);
  const stride = Math.min(STRIDE, most);
  return () => 1 + ((random(1)[0] ?? 0) % (2 * stride - 1));
}
