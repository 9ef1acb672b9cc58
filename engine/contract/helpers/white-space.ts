const around = /^\p{White_Space}+|\p{White_Space}+$/gu;

/** A text without the white space around it, as Unicode's White_Space property has it (U+0085 yes, U+FEFF no). */
export function trimWhiteSpace(text: string): string {
  return text.replace(around, '');
}
