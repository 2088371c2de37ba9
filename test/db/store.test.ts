import { rmSync } from 'node:fs';
import { openStore } from '../../db/index.ts';
import { storeContract } from '../contract/store.ts';
import { databaseFile } from './database-file.ts';

storeContract('SQLite', async () => {
  const { directory, file } = databaseFile();
  const again = () => openStore(`file:${file}`);
  const store = await again();
  return {
    store,
    again,
    async close() {
      await store.close();
      rmSync(directory, { recursive: true });
    },
  };
});
