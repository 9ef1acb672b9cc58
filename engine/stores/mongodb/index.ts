export { type MongoOptions, openMongo } from './open.ts';
