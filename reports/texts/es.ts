import type { Catalogue } from './catalogue.ts';

export const es: Catalogue = {
  codes: {
    'choice.ambiguous': {
      title: 'Elección ambigua',
      meaning: 'Varios documentos del cliente podrían ocupar el mismo lugar y el contrato solo admite uno.',
      fix: 'Decidir qué documento vale: excluir los demás con motivo o declarar en el contrato cómo se elige.',
    },
    'client.invalid': {
      title: 'Identificador de cliente no válido',
      meaning:
        'El identificador está vacío, es de un tipo no admitido o no se puede leer como texto sin pérdida.',
      fix: 'Corregir el identificador en el origen; si el documento no es de ningún cliente, excluirlo con motivo.',
    },
    'client.ambiguous': {
      title: 'El cliente es ambiguo',
      meaning:
        'El dato por el que se busca a su cliente pertenece a varios clientes, y no se puede saber cuál es.',
      fix: 'Averiguar de quién es y corregirlo en el origen, o excluir el documento con motivo.',
    },
    'client.missing': {
      title: 'Falta el cliente',
      meaning: 'El documento no dice a qué cliente pertenece: el campo falta o es nulo.',
      fix: 'Completar el identificador en el origen si se conoce; si no, excluir el documento con motivo.',
    },
    conflict: {
      title: 'Conflicto con el destino',
      meaning:
        'El destino ya tiene ese elemento con otro contenido, que no escribió esta migración. Se conserva.',
      fix: 'Comparar ambos contenidos y decidir cuál vale antes de volver a ejecutar.',
    },
    'date.fallback': {
      title: 'Fecha suplente',
      meaning:
        'El documento no tiene la fecha que le corresponde; el contrato dice qué otra fecha vale en su lugar.',
      fix: 'No requiere acción si la otra fecha es buena.',
    },
    'date.from_text': {
      title: 'Fecha guardada como texto',
      meaning: 'La fecha era un texto con zona horaria y se guardó como fecha UTC, sin pérdida.',
      fix: 'No requiere acción.',
    },
    'date.invalid': {
      title: 'Fecha no válida',
      meaning: 'El valor no es una fecha posible o no está escrito de forma inequívoca.',
      fix: 'Corregir la fecha en el origen o declarar en el contrato el formato en que está escrita.',
    },
    'date.missing': {
      title: 'Falta la fecha',
      meaning: 'El documento no tiene la fecha que decide si queda antes o después del cutoff, o su orden.',
      fix: 'Completar la fecha en el origen si se conoce; si no, excluir el documento con motivo.',
    },
    'date.no_zone': {
      title: 'Fecha sin zona horaria',
      meaning: 'La fecha es un texto sin zona horaria; suponer una cambiaría la hora.',
      fix: 'Añadir la zona en el origen («Z» o «±HH:MM») o declararla en el contrato.',
    },
    'drawer.encoding': {
      title: 'El drawer tiene texto ilegible',
      meaning: 'El drawer que resulta contendría un texto que no es Unicode válido.',
      fix: 'Corregir el texto en el documento de origen o la expresión que lo produce.',
    },
    'drawer.large': {
      title: 'Drawer muy grande',
      meaning: 'El drawer del cliente pasa de 8 MiB. Se migra igual; por encima de 15 MiB ya no se podría.',
      fix: 'Revisar qué parte crece tanto antes de que llegue al límite.',
    },
    'drawer.schema': {
      title: 'El drawer no cumple su esquema',
      meaning: 'El drawer que resulta del contrato no tiene la forma que exige su propio esquema.',
      fix: 'Corregir el mapeo o el esquema del drawer en el contrato; un caso de prueba debe mostrar el fallo.',
    },
    'drawer.too_large': {
      title: 'Drawer demasiado grande',
      meaning: 'El drawer del cliente superaría el tamaño admitido (15 MiB).',
      fix: 'Revisar qué parte crece tanto y decidir en el contrato qué se deja fuera.',
    },
    'expression.failed': {
      title: 'Una expresión del contrato falló',
      meaning: 'La expresión no pudo calcularse con los datos de este documento.',
      fix: 'Corregir la expresión en la línea indicada para que admita estos datos.',
    },
    'key.duplicate': {
      title: 'Identificador repetido',
      meaning: 'Otro documento del mismo cliente ya tiene este identificador lógico.',
      fix: 'Decidir cuál de los dos vale y excluir el otro con motivo.',
    },
    'key.missing': {
      title: 'Falta el identificador lógico',
      meaning: 'El elemento que resulta no tiene el identificador que lo distingue.',
      fix: 'Corregir en el contrato la expresión de la clave o completar el dato en el origen.',
    },
    'link.broken': {
      title: 'Enlace roto',
      meaning: 'El documento dice que ya se migró, pero el destino no tiene lo que indica.',
      fix: 'Comprobar el destino; si el enlace sobra, quitarlo del documento y volver a ejecutar.',
    },
    'merge.conflict': {
      title: 'Respuestas distintas de un mismo cliente',
      meaning: 'Dos documentos dan valores distintos a un mismo campo; se conserva el del documento elegido.',
      fix: 'Revisar los casos; si debe valer el otro documento, corregir el origen o el orden del contrato.',
    },
    orphan: {
      title: 'Sin drawer al que pertenecer',
      meaning: 'El cliente del documento no tiene drawer y este paso no crea ninguno por sí solo.',
      fix: 'Ver por qué falta el documento que crea el drawer (quizá está en cuarentena) y resolverlo antes.',
    },
    'source.encoding': {
      title: 'Documento dañado',
      meaning: 'El contenido no está sano: texto que no es UTF-8, claves repetidas o fechas fuera de rango.',
      fix: 'Recuperar el documento de otra copia o corregirlo en el origen; después, generar un dump nuevo.',
    },
    'source.repeated': {
      title: 'Documento repetido con otro contenido',
      meaning: 'Dos documentos de la colección tienen el mismo identificador y distinto contenido.',
      fix: 'Generar un dump nuevo sin escrituras en curso; si se repite, corregir el origen.',
    },
    'source.object': {
      title: 'No hay un objeto donde debía',
      meaning: 'Lo que `at` señala dentro del documento no es un objeto: es un texto, un número o una lista.',
      fix: 'Corregir el documento o, si esa forma es legítima, describirla en el contrato.',
    },
    'source.schema': {
      title: 'El documento no cumple el esquema del origen',
      meaning: 'Falta una parte imprescindible del documento o es de un tipo que el contrato no describe.',
      fix: 'Corregir el documento o, si esa forma es legítima, describirla en el esquema del contrato.',
    },
    'source.systematic': {
      title: 'Fallo sistemático',
      meaning:
        'Fallan todos los documentos de la colección: no son casos sueltos, sino el contrato o el dump.',
      fix: 'Corregir el contrato o generar un dump nuevo, y repetir staging desde cero.',
    },
    'value.required': {
      title: 'Falta un valor obligatorio',
      meaning: 'El esquema del drawer exige un valor que el documento no da.',
      fix: 'Completar el dato en el origen o declarar en el contrato qué vale cuando falta.',
    },
    'value.type': {
      title: 'Valor de tipo inesperado',
      meaning: 'El valor no es del tipo que exige el drawer y convertirlo perdería información.',
      fix: 'Corregir el valor en el origen o la expresión en la línea indicada.',
    },
    'verify.different': {
      title: 'El destino tiene otro valor',
      meaning: 'El destino guarda un valor distinto del que dan los documentos del origen.',
      fix: 'Averiguar quién lo cambió; si nadie debía, revertir la ejecución y repetirla.',
    },
    'verify.missing': {
      title: 'Falta en el destino',
      meaning: 'El destino no tiene lo que dan los documentos del origen.',
      fix: 'Averiguar quién lo quitó; si nadie debía, revertir la ejecución y repetirla.',
    },
  },
  contractCode: {
    meaning: 'Código propio del contrato, sin más explicación.',
    fix: 'Consultar la regla del contrato en la línea indicada.',
  },
  causes: {
    'criterion.not_applicable': 'Un criterio no se pudo medir',
    'criterion.not_met': 'Criterio de aprobación no cumplido',
    'rehearsal.failed': 'El ensayo del rollback no dejó todo como estaba',
    'source.unread': 'Campos del origen que el contrato no lee',
  },
  rehearsal: { proven: '✅ demostrado', failed: '❌ no demostrado' },
  notices: {
    'client.spelling': 'Clientes escritos de varias formas',
    'dump.case_clash': 'Dos colecciones se llamarían igual en un disco que no distingue mayúsculas',
    'dump.metadata_unreadable': 'Metadatos ilegibles: se desconocen índices y opciones',
    'dump.name_differs': 'Los metadatos dan otro nombre a la colección',
    'dump.name_unknown': 'No se pudo saber el nombre completo de la colección',
    'dump.no_data': 'Hay metadatos, pero no datos',
    'dump.no_metadata': 'La colección no tiene fichero de metadatos',
    'dump.prelude_unreadable': 'La cabecera del dump es ilegible',
    'dump.stray_file': 'Fichero que no se lee',
    'dump.stray_folder': 'Carpeta que no se lee',
    'dump.view': 'Es una vista: no se lee',
    'index.differs': 'Un índice del destino es distinto del que pide el contrato',
    'index.extra': 'El destino tiene un índice que el contrato no pide',
    'index.missing': 'Falta un índice en el destino',
    'index.unchecked': 'El destino no comprueba este índice',
    'source.read_twice': 'Documentos leídos dos veces, contados una',
  },
  steps: { '00': 'Preparación', '05': 'Verificación' },
  verdicts: {
    accepted: {
      label: 'Staging aceptado',
      sentence: 'Se cumplen todos los criterios. El paso a producción requiere todavía la aprobación formal.',
    },
    rejected: {
      label: 'Staging rechazado',
      sentence: 'No se autoriza la ejecución de Fase 2 ni Fase 3 en producción.',
    },
    inconclusive: {
      label: 'Staging no concluyente',
      sentence:
        'Con estos datos no se puede decidir. No se autoriza la ejecución de Fase 2 ni Fase 3 en producción.',
    },
  },
  severities: { record: 'registro', critical: 'crítico' },
  environments: { staging: 'staging', production: 'producción' },
  metrics: {
    match: 'Match rate:',
    unlinked: 'Sin vincular:',
    critical_errors: 'Errores críticos',
    duplicates: 'Duplicados detectados',
  },
  notApplicable: 'N/A',
  absent: 'ausente',
  engineRule: 'regla del motor',
  severalRules: 'varias reglas',
  none: '—',
  threshold: 'umbral {}',
  allCollections: 'todas',
  balanced: '✅ cuadra',
  unbalanced: '❌ no cuadra',
  records: 'registros',
  documents: { one: '1 documento', many: '{} documentos' },
  next: {
    untouched: 'Nada que deshacer: staging es un entorno aislado y producción no se ha tocado.',
    critical: 'Resolver primero los errores críticos: {}.',
    quarantine:
      'Corregir las causas de cuarentena, empezando por la más frecuente: {}. Cada una tiene su corrección más arriba.',
    conflicts: 'Decidir qué contenido vale en los conflictos con el destino: {}.',
    duplicates: 'Eliminar los duplicados detectados: {}.',
    different: 'Aclarar por qué la verificación encontró drawers distintos o ausentes: {}.',
    absent:
      'Comprobar las colecciones ausentes del dump: {}. Si el sistema las tiene, el dump está incompleto.',
    inconclusive:
      'Repetir staging con un dump reciente y completo de producción, para que todo criterio se pueda medir.',
    again: 'Repetir staging desde cero, con el mismo dump o uno más reciente.',
    until: 'Repetir hasta que todos los criterios estén en ✅.',
    review:
      'Revisar los documentos en cuarentena que quedan: {}. Corregirlos, reprocesarlos o excluirlos con motivo.',
    keep: 'No cambiar el contrato ni los parámetros: en producción se ejecuta con las mismas huellas que figuran arriba.',
    approve: 'Presentar este informe para la aprobación formal de Fase 0.5 → Fase 2 (GO / NO-GO).',
  },
  terminal: {
    entity: 'Tipo',
    total: 'Total legacy',
    migrated: 'Migrado',
    quarantined: 'Cuarentena',
    rate: 'Match rate',
    criterion: 'Criterio',
    threshold: 'Umbral',
    value: 'Valor',
    duration: 'Duración',
    reports: 'Informes',
  },
};
