import { formatPath } from '../../contract/index.ts';

/** Keys that are ids, dates or counters rather than names: all of them are one path, `*`. */
const dynamic =
  /^\d{4,}$|^[0-9a-f]{24}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^\d{4}-\d\d(-\d\d)?([T ].*)?$|^\p{L}+[_-]\d{4,}([_-]\d+)*$/iu;

/** A key as it stands in a path of a profile; keys that are data become `*`. */
export function pathName(key: string): string {
  return dynamic.test(key) ? '*' : key === '' ? '``' : formatPath([key]);
}

/** Name of a path's last step, without `[]`. */
export function lastName(path: string): string {
  return /([^.]*?)(\[\])*$/.exec(path)?.[1] ?? path;
}

/** Beginnings of words for what says who somebody is, where they are, or what lets them in; Spanish and English. */
const personal =
  /(^|[_.\d])(e?mail|correo|nombre|name|first_?name|last_?name|full_?name|user_?name|apellid|surname|phone|tel[eé]?f|tel$|m[oó]vil|mobile|whats|direc|address|street|calle|postal|zip|birth|nacim|dni|nif|nie|passport|pasaporte|ssn|passw|pwd|hash|secret|token|iban|card|tarjeta|ip$|ip_|lat$|lng$|lon$|gps|photo|foto|avatar|firma|signature)/i;

/** Whether a path's last name says that its values tell who somebody is. */
export function soundsPersonal(path: string): boolean {
  return personal.test(snake(lastName(path)));
}

/** Words for who a document is about. */
const whose =
  /(^|_)(user|client|customer|member|account|patient|person|usuario|cliente|socio|paciente|alumno|miembro|persona)s?(_|$)/i;

/** Whether a path's last name says that its values name a client. */
export function soundsLikeClient(path: string): boolean {
  return whose.test(snake(lastName(path)));
}

function snake(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1_$2');
}
