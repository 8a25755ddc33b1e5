import { join } from 'node:path';
import type { Settings } from '../../core/settings.ts';
import type { StoreAddress } from '../../store/store.ts';

/** PostgreSQL where it is given, else a file in the data folder. */
export function storeAddress({ databaseUrl, data }: Settings): StoreAddress {
  return databaseUrl === null ? { file: join(data, 'dockgrade.db') } : { url: databaseUrl };
}
