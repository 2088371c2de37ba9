// Loaded before src/main.ts: keeps what Node made of the sources (types stripped, code compiled) beside the packages,
// which every `npm ci` empties. From the second start on that saves half of the time and 20 MB.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/latchkey', import.meta.url)));
