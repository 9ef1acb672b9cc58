import type { Catalogue } from './catalogue.ts';

export const en: Catalogue = {
  codes: {
    'choice.ambiguous': {
      title: 'Ambiguous choice',
      meaning: 'Several documents of the client could take the same place, and the contract admits only one.',
      fix: 'Decide which document counts: exclude the others with a reason, or declare the choice in the contract.',
    },
    'client.invalid': {
      title: 'Invalid client id',
      meaning: 'The id is empty, of a type that is not admitted, or cannot be read as text without loss.',
      fix: 'Correct the id in the source; if the document belongs to no client, exclude it with a reason.',
    },
    'client.ambiguous': {
      title: 'Ambiguous client',
      meaning: 'What its client is looked up by belongs to several clients, so nobody can say whose it is.',
      fix: 'Find out whose it is and correct the source, or exclude the document with a reason.',
    },
    'client.missing': {
      title: 'Client missing',
      meaning: 'The document does not say which client it belongs to: the field is missing or null.',
      fix: 'Fill in the id in the source if it is known; if not, exclude the document with a reason.',
    },
    conflict: {
      title: 'Conflict with the target',
      meaning:
        'The target already has this element with other content, not written by this migration. It is kept.',
      fix: 'Compare both contents and decide which one counts before running again.',
    },
    'date.fallback': {
      title: 'Date stood in for',
      meaning: 'The document lacks its date; the contract says which other date stands in for it.',
      fix: 'No action needed if the other date is right.',
    },
    'date.from_text': {
      title: 'Date stored as text',
      meaning: 'The date was a text with a time zone and was stored as a UTC date, without loss.',
      fix: 'No action needed.',
    },
    'date.invalid': {
      title: 'Invalid date',
      meaning: 'The value is not a possible date, or is not written unambiguously.',
      fix: 'Correct the date in the source, or declare in the contract the format it is written in.',
    },
    'date.missing': {
      title: 'Date missing',
      meaning: 'The document lacks the date that decides whether it lies before the cutoff, or its order.',
      fix: 'Fill in the date in the source if it is known; if not, exclude the document with a reason.',
    },
    'date.no_zone': {
      title: 'Date without a time zone',
      meaning: 'The date is a text without a time zone; assuming one would change the hour.',
      fix: 'Add the zone in the source (“Z” or “±HH:MM”), or declare it in the contract.',
    },
    'drawer.encoding': {
      title: 'The drawer holds unreadable text',
      meaning: 'The drawer would hold a text that is not valid Unicode.',
      fix: 'Correct the text in the source document, or the expression that yields it.',
    },
    'drawer.large': {
      title: 'Very large drawer',
      meaning:
        'The drawer of this client is larger than 8 MiB. It is migrated; above 15 MiB it could not be.',
      fix: 'See which part grows so much before it comes to the limit.',
    },
    'drawer.schema': {
      title: 'The drawer breaks its schema',
      meaning: 'The drawer that the contract yields does not have the shape that its own schema requires.',
      fix: 'Correct the mapping or the drawer schema in the contract; a case should show the fault.',
    },
    'drawer.too_large': {
      title: 'Drawer too large',
      meaning: 'The drawer of this client would exceed the size admitted (15 MiB).',
      fix: 'Find out which part grows so much, and decide in the contract what is left out.',
    },
    'expression.failed': {
      title: 'An expression of the contract failed',
      meaning: 'The expression could not be computed with the data of this document.',
      fix: 'Correct the expression at the line shown, so that it admits these data.',
    },
    'key.duplicate': {
      title: 'Repeated id',
      meaning: 'Another document of the same client already has this logical id.',
      fix: 'Decide which of the two counts, and exclude the other with a reason.',
    },
    'key.missing': {
      title: 'Logical id missing',
      meaning: 'The element lacks the id that tells it from others.',
      fix: 'Correct the expression of the key in the contract, or fill in the data in the source.',
    },
    'link.broken': {
      title: 'Broken link',
      meaning: 'The document says that it was migrated, but the target does not have what it names.',
      fix: 'Check the target; if the link is wrong, remove it from the document and run again.',
    },
    'merge.conflict': {
      title: 'Different answers of one client',
      meaning: 'Two documents give different values for one field; that of the chosen document is kept.',
      fix: 'Review the cases; if the other document should count, correct the source or the order in the contract.',
    },
    orphan: {
      title: 'No drawer to belong to',
      meaning: 'The client of the document has no drawer, and this step creates none by itself.',
      fix: 'See why the document that creates the drawer is missing (it may be in quarantine), and settle that first.',
    },
    'source.encoding': {
      title: 'Damaged document',
      meaning: 'Its content is not sound: text that is not UTF-8, repeated keys or dates out of range.',
      fix: 'Recover the document from another copy or correct it in the source; then make a new dump.',
    },
    'source.repeated': {
      title: 'Document repeated with other content',
      meaning: 'Two documents of the collection have the same id and different content.',
      fix: 'Make a new dump without writes going on; if it persists, correct the source.',
    },
    'source.object': {
      title: 'No object where one was meant',
      meaning: 'What `at` points to within the document is no object: a text, a number or a list.',
      fix: 'Correct the document or, if this shape is legitimate, describe it in the contract.',
    },
    'source.schema': {
      title: 'The document breaks the source schema',
      meaning:
        'An indispensable part of the document is missing, or of a type that the contract does not describe.',
      fix: 'Correct the document or, if this shape is legitimate, describe it in the schema of the contract.',
    },
    'source.systematic': {
      title: 'Systematic failure',
      meaning: 'Every document of the collection fails: no single cases, but the contract or the dump.',
      fix: 'Correct the contract or make a new dump, and repeat staging from scratch.',
    },
    'value.required': {
      title: 'Required value missing',
      meaning: 'The drawer schema requires a value that the document does not give.',
      fix: 'Fill in the value in the source, or declare in the contract what holds when it is missing.',
    },
    'value.type': {
      title: 'Value of an unexpected type',
      meaning:
        'The value is not of the type that the drawer requires, and converting it would lose information.',
      fix: 'Correct the value in the source, or the expression at the line shown.',
    },
    'verify.different': {
      title: 'The target holds another value',
      meaning: 'The target holds a value that differs from what the source documents give.',
      fix: 'Find out who changed it; if nobody should have, roll the run back and repeat it.',
    },
    'verify.missing': {
      title: 'Missing in the target',
      meaning: 'The target lacks what the source documents give.',
      fix: 'Find out who removed it; if nobody should have, roll the run back and repeat it.',
    },
  },
  contractCode: {
    meaning: 'A code of the contract, without further explanation.',
    fix: 'See the rule of the contract at the line shown.',
  },
  causes: {
    'criterion.not_applicable': 'A criterion could not be measured',
    'criterion.not_met': 'Acceptance criterion not met',
    'rehearsal.failed': 'The rehearsed rollback did not leave everything as it was',
    'source.unread': 'Source fields that the contract does not read',
  },
  rehearsal: { proven: '✅ proved', failed: '❌ not proved' },
  notices: {
    'client.spelling': 'Clients spelled in several ways',
    'dump.case_clash': 'Two collections would have one name on a disk that ignores case',
    'dump.metadata_unreadable': 'Unreadable metadata: indexes and options are unknown',
    'dump.name_differs': 'The metadata give the collection another name',
    'dump.name_unknown': 'The whole name of the collection could not be told',
    'dump.no_data': 'There are metadata, but no data',
    'dump.no_metadata': 'The collection has no metadata file',
    'dump.prelude_unreadable': 'The header of the dump is unreadable',
    'dump.stray_file': 'File that is not read',
    'dump.stray_folder': 'Folder that is not read',
    'dump.view': 'A view: not read',
    'index.differs': 'An index of the target differs from what the contract wants',
    'index.extra': 'The target has an index that the contract does not want',
    'index.missing': 'An index is missing in the target',
    'index.unchecked': 'The target does not check this index',
    'source.read_twice': 'Documents read twice, counted once',
  },
  steps: { '00': 'Preparation', '05': 'Verification' },
  verdicts: {
    accepted: {
      label: 'Staging accepted',
      sentence: 'All criteria are met. Going to production still needs the formal approval.',
    },
    rejected: {
      label: 'Staging rejected',
      sentence: 'Phase 2 and phase 3 are not authorised in production.',
    },
    inconclusive: {
      label: 'Staging inconclusive',
      sentence: 'These data do not allow a decision. Phase 2 and phase 3 are not authorised in production.',
    },
  },
  severities: { record: 'record', critical: 'critical' },
  environments: { staging: 'staging', production: 'production' },
  metrics: {
    match: 'Match rate:',
    unlinked: 'Unlinked:',
    critical_errors: 'Critical errors',
    duplicates: 'Duplicates found',
  },
  notApplicable: 'N/A',
  absent: 'absent',
  engineRule: 'rule of the engine',
  severalRules: 'several rules',
  none: '—',
  threshold: 'threshold {}',
  allCollections: 'all',
  balanced: '✅ adds up',
  unbalanced: '❌ does not add up',
  records: 'records',
  documents: { one: '1 document', many: '{} documents' },
  next: {
    untouched: 'Nothing to undo: staging is isolated, and production has not been touched.',
    critical: 'Settle the critical errors first: {}.',
    quarantine:
      'Correct the causes of quarantine, the most frequent one first: {}. Each is shown above with its correction.',
    conflicts: 'Decide which content counts in the conflicts with the target: {}.',
    duplicates: 'Remove the duplicates found: {}.',
    different: 'Find out why the verification met different or missing drawers: {}.',
    absent: 'Check the collections that the dump lacks: {}. If the system has them, the dump is incomplete.',
    inconclusive:
      'Repeat staging with a recent and complete dump of production, so that every criterion can be measured.',
    again: 'Repeat staging from scratch, with the same dump or a newer one.',
    until: 'Repeat until all criteria are ✅.',
    review: 'Review the documents left in quarantine: {}. Correct, replay or exclude them with a reason.',
    keep: 'Leave contract and parameters as they are: production runs with the same digests as shown above.',
    approve: 'Present this report for the formal approval of phase 0.5 → phase 2 (GO / NO-GO).',
  },
  terminal: {
    entity: 'Type',
    total: 'Total legacy',
    migrated: 'Migrated',
    quarantined: 'Quarantine',
    rate: 'Match rate',
    criterion: 'Criterion',
    threshold: 'Threshold',
    value: 'Value',
    duration: 'Duration',
    reports: 'Reports',
  },
};
