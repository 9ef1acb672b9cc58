export function checkLock(lock: object, manifest: object, page: string): readonly string[];
