import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  casing: 'snake_case',
  // Columns are named as the fields of the types they hold; what the store adds is commented there. After a change:
  // `npm run migration -- <name>`.
  schema: './db/sqlite/schema',
  out: './db/sqlite/migrations',
});
