import { makeLog } from '../../src/core/log.ts';
import { startStatuses } from '../../src/github/statuses.ts';
import { openStore } from '../../src/store/open.ts';

/** Sends commit statuses until it is killed. */
const [file = '', settings = '{}'] = process.argv.slice(2);
const store = await openStore({ file });
startStatuses({ store, github: JSON.parse(settings), url: 'http://localhost:8080', log: makeLog('error', 'api') });
