const users = [];

export function list() {
  return users;
}

export function find(id) {
  return users[id - 1];
}

export function create({ email, name }) {
  const user = { id: users.length + 1, email, name };
  users.push(user);
  return user;
}
