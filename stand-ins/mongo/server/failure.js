/** What a client gets to see as a MongoServerError. Codes and names are MongoDB's own. */
export class Failure extends Error {
  constructor(code, codeName, message, details = {}) {
    super(message);
    this.code = code;
    this.codeName = codeName;
    this.details = details;
  }
}
