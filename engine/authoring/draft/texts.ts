/** What a draft says to who completes it. */
export interface DraftTexts {
  readonly head: readonly string[];
  readonly title: string;
  readonly note: string;
  readonly confirm: string;
  readonly clientGuess: string;
  readonly dateGuess: string;
  readonly dateMissing: string;
  readonly undecided: string;
  readonly cutoff: string;
  readonly retire: string;
  readonly staying: string;
  readonly singleNote: string;
  readonly elementsNote: string;
  readonly sourceSchema: string;
  readonly drawerTitle: string;
  readonly drawerSchema: string;
  readonly match: string;
  readonly critical: string;
  readonly duplicates: string;
  readonly rollback: string;
  readonly review: string;
  readonly go: string;
  readonly owner: string;
  readonly approval: string;
  readonly phase0: string;
  readonly phase05: string;
  readonly phase2: string;
  readonly caseTitle: string;
}

export const draftTexts: Readonly<Record<'es' | 'en', DraftTexts>> = {
  es: {
    head: [
      'Borrador hecho a partir de un censo de los datos (drawer new). Todo lo que dice POR CONFIRMAR o',
      'POR DECIDIR es una suposición: cámbielo por lo que sepa de los datos.',
    ],
    title: 'POR DECIDIR: título',
    note: 'POR CONFIRMAR: de momento cada documento pasa tal cual al drawer de su cliente.',
    confirm: 'POR CONFIRMAR',
    clientGuess: 'el cliente está en',
    dateGuess: 'la fecha del documento está en',
    dateMissing: 'no se ha encontrado ninguna fecha',
    undecided: 'POR DECIDIR',
    cutoff: 'si los documentos posteriores al corte se quedan fuera (cutoff: true y un parámetro de fecha)',
    retire: 'si la colección antigua se retira al terminar',
    staying: 'un campo del drawer no puede llamarse así; si hace falta, léalo con otro nombre en el mapeo',
    singleNote: 'POR CONFIRMAR: un documento por cliente; si hubiera más, vale el primero.',
    elementsNote: 'POR CONFIRMAR: una lista con un elemento por documento.',
    sourceSchema:
      'Lo que tienen los documentos del censo: tipos vistos, campos que están en todos, y los valores de los campos con pocas palabras.',
    drawerTitle: 'POR DECIDIR: drawer del cliente',
    drawerSchema: 'POR CONFIRMAR: de momento, lo mismo que las colecciones antiguas.',
    match: 'Match rate de',
    critical: 'Errores críticos',
    duplicates: 'Duplicados detectados',
    rollback: 'Volver atrás',
    review: 'Revisar los casos y repetir',
    go: 'Seguir',
    owner: 'POR DECIDIR',
    approval: 'Visto bueno para migrar',
    phase0: 'Preparación',
    phase05: 'Ensayo',
    phase2: 'Migración',
    caseTitle: 'un documento abre el drawer de su cliente (datos inventados)',
  },
  en: {
    head: [
      'A draft made from a census of the data (drawer new). Everything that says TO BE CONFIRMED or TO BE',
      'DECIDED is a guess: replace it by what you know of the data.',
    ],
    title: 'TO BE DECIDED: title',
    note: 'TO BE CONFIRMED: for now every document goes into the drawer of its client as it is.',
    confirm: 'TO BE CONFIRMED',
    clientGuess: 'the client is at',
    dateGuess: 'the date of the document is at',
    dateMissing: 'no date was found',
    undecided: 'TO BE DECIDED',
    cutoff: 'whether documents after the cutoff stay out (cutoff: true and a parameter of type date)',
    retire: 'whether the old collection is retired in the end',
    staying:
      'no field of a drawer can be called so; if it is needed, read it under another name in the mapping',
    singleNote: 'TO BE CONFIRMED: one document per client; if there are more, the first one counts.',
    elementsNote: 'TO BE CONFIRMED: a list with one element per document.',
    sourceSchema:
      'What the documents of the census have: the types that were seen, fields that all have, and the values of fields with a few words.',
    drawerTitle: 'TO BE DECIDED: drawer of the client',
    drawerSchema: 'TO BE CONFIRMED: for now the same as the old collections.',
    match: 'Match rate of',
    critical: 'Critical errors',
    duplicates: 'Duplicates detected',
    rollback: 'Go back',
    review: 'Look at the cases and do it again',
    go: 'Go on',
    owner: 'TO BE DECIDED',
    approval: 'Consent to the migration',
    phase0: 'Preparation',
    phase05: 'Rehearsal',
    phase2: 'Migration',
    caseTitle: 'a document opens the drawer of its client (invented data)',
  },
};
