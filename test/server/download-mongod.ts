import { MongoBinary } from 'mongodb-memory-server-core';

/** The oldest line that is published for all systems in use; the tests need nothing of newer ones. */
const version = '7.0.14';

/**
 * The path of a mongod that MongoDB publishes for this system, downloaded into `folder` unless it is there. Throws when
 * there is none for the system, or it cannot be had. The variables of mongodb-memory-server apply
 * (`MONGOMS_RUNTIME_DOWNLOAD=false` forbids the download, `MONGOMS_DOWNLOAD_MIRROR` names another source).
 */
export async function downloadMongod(folder: string): Promise<string> {
  const before = process.env.npm_config_strict_ssl;
  // Without this the library takes the program, and its digest, from whoever answers: it checks no certificate.
  process.env.npm_config_strict_ssl = 'true';
  try {
    return await MongoBinary.getPath({ version, downloadDir: folder, checkMD5: true });
  } finally {
    if (before === undefined) delete process.env.npm_config_strict_ssl;
    else process.env.npm_config_strict_ssl = before;
  }
}
