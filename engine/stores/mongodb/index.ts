export { withDatabase } from './address.ts';
export { type MongoOptions, openMongo } from './open.ts';
