const asked = new Set();

export function createTable() {}

export function list() {
  return [...asked].map((email) => ({ email }));
}

export function find(id) {
  return { id, email: Buffer.from(id, 'hex').toString(), name: 'Ada' };
}

export function create({ email, name }) {
  asked.add(email);
  return { id: Buffer.from(email).toString('hex'), email, name };
}
