import { namespaceOf } from './crud.js';
import { Failure } from './failure.js';
import { matches } from './match.js';

/** Commands about databases, collections and indexes. */
export const catalogCommands = {
  listDatabases: ({ store }, command) => {
    const names = new Set([...store.collections.keys()].map((namespace) => namespace.split('.')[0]));
    const databases = [...names].sort().map((name) => ({ name, sizeOnDisk: 0, empty: false }));
    const wanted = databases.filter((database) => matches(database, command.filter));
    return { databases: command.nameOnly ? wanted.map(({ name }) => ({ name })) : wanted, totalSize: 0 };
  },

  listCollections: ({ store, cursors }, command) => {
    const prefix = `${command.$db}.`;
    const collections = [...store.collections]
      .filter(([namespace]) => namespace.startsWith(prefix))
      .map(([namespace, { options }]) => ({
        name: namespace.slice(prefix.length),
        type: 'collection',
        options,
        info: { readOnly: false },
      }))
      .filter((collection) => matches(collection, command.filter));
    return cursors.open(`${prefix}$cmd.listCollections`, collections, command.cursor?.batchSize);
  },

  create: ({ store }, { create, $db, ...rest }) => {
    const namespace = `${$db}.${create}`;
    if (store.collections.has(namespace))
      throw new Failure(48, 'NamespaceExists', `Collection ${namespace} already exists.`);
    const { capped, size, max, validator } = rest;
    store.write([{ change: 'create', namespace, options: { capped, size, max, validator } }]);
    return {};
  },

  drop: ({ store }, command) => {
    const namespace = namespaceOf(command, command.drop);
    if (!store.collections.has(namespace)) throw new Failure(26, 'NamespaceNotFound', 'ns not found');
    store.write([{ change: 'drop', namespace }]);
    return { ns: namespace, nIndexesWas: 1 };
  },

  dropDatabase: ({ store }, command) => {
    const namespaces = [...store.collections.keys()].filter((namespace) => namespace.startsWith(`${command.$db}.`));
    store.write(namespaces.map((namespace) => ({ change: 'drop', namespace })));
    return { dropped: command.$db };
  },

  createIndexes: ({ store }, command) => {
    const namespace = namespaceOf(command, command.createIndexes);
    const present = store.get(namespace).indexes;
    const added = command.indexes.filter(({ name }) => !present.some((index) => index.name === name));
    if (added.length > 0) store.write([{ change: 'index', namespace, indexes: [...present, ...added] }]);
    return { numIndexesBefore: present.length + 1, numIndexesAfter: present.length + added.length + 1 };
  },

  listIndexes: ({ store, cursors }, command) => {
    const namespace = namespaceOf(command, command.listIndexes);
    if (!store.collections.has(namespace))
      throw new Failure(26, 'NamespaceNotFound', `ns does not exist: ${namespace}`);
    const indexes = [
      { v: 2, key: { _id: 1 }, name: '_id_' },
      ...store.get(namespace).indexes.map((index) => ({ v: 2, ...index })),
    ];
    return cursors.open(namespace, indexes, command.cursor?.batchSize);
  },

  dropIndexes: ({ store }, command) => {
    const namespace = namespaceOf(command, command.dropIndexes);
    const names = [command.index].flat();
    const present = store.get(namespace).indexes;
    const indexes = names.includes('*') ? [] : present.filter(({ name }) => !names.includes(name));
    store.write([{ change: 'index', namespace, indexes }]);
    return { nIndexesWas: present.length + 1 };
  },

  collStats: ({ store }, command) => ({
    ns: namespaceOf(command, command.collStats),
    count: store.get(namespaceOf(command, command.collStats)).documents.size,
  }),

  dbStats: ({ store }, command) => {
    const collections = [...store.collections].filter(([namespace]) => namespace.startsWith(`${command.$db}.`));
    const objects = collections.reduce((sum, [, { documents }]) => sum + documents.size, 0);
    return { db: command.$db, collections: collections.length, objects };
  },
};
