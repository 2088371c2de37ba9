import { rmSync } from 'node:fs';
import { openStore } from '../../db/index.ts';
import { storeContract } from '../contract/store.ts';
import { databaseFile } from './database-file.ts';
import { openEmptyStore } from './open-empty-store.ts';

storeContract('SQLite', async () => {
  const { directory, file } = databaseFile();
  const store = await openEmptyStore(file);
  return {
    store,
    again: () => openStore(`file:${file}`),
    async close() {
      await store.close();
      rmSync(directory, { recursive: true });
    },
  };
});
