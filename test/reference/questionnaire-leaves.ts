/** One legacy answer and the drawer paths it goes to; `text` names the twin that keeps an unparsed number. */
export interface Leaf {
  readonly key: string;
  readonly paths: readonly string[];
  readonly text?: string;
}

/** The blocks of `inicial` that are there even when empty. */
export const blocks = {
  training_section:
    'personal_data measurements health work_life sports_background availability daily_schedule goals'.split(
      ' ',
    ),
  nutrition_section: 'nutrition_habits preferences diet_history eating_patterns'.split(' '),
} as const;

/** The answers without which a questionnaire says too little: each that is blank is `answer.missing`. */
export const minimum = 'nombre_completo email fecha_nacimiento sexo peso altura_cm objetivo_fisico'.split(
  ' ',
);

const copies: readonly (readonly [paths: string, keys: string])[] = [
  ['profile.= T.personal_data.=', 'nombre_completo email fecha_nacimiento sexo'],
  ['profile.= T.work_life.occupation.profession', 'profesion'],
  ['profile.=', 'direccion telefono'],
  ['T.measurements.=', 'measurement_type'],
  ['T.health.medications.=', 'medicamentos'],
  ['T.health.chronic_conditions.=', 'enfermedad_cronica'],
  ['T.health.habits.=', 'fuma_cantidad bebe_cantidad'],
  ['T.health.chronic_conditions.metabolic.=', 'retencion_liquidos diabetes colesterol sobrepeso'],
  ['T.health.chronic_conditions.cardiovascular.=', 'problemas_corazon hipertension'],
  ['T.health.chronic_conditions.neurological.=', 'epilepsia'],
  ['N.preferences.= T.health.allergies', 'alergias_intolerancias'],
  ['T.health.=', 'problema_ejercicio operaciones'],
  ['T.health.reproductive.=', 'embarazo menopausia'],
  ['T.health.chronic_conditions.respiratory.=', 'problemas_respiratorios'],
  ['T.health.chronic_conditions.musculoskeletal.=', 'problemas_musculares varo_valgo artrosis osteoporosis'],
  ['T.health.chronic_conditions.musculoskeletal.hernias_protusions', 'hernias_protusiones'],
  ['T.work_life.occupation.stress_level', 'estres_profesion'],
  [
    'T.work_life.occupation.=',
    'movimiento_trabajo dia_trabajo descansa_trabajo horas_trabajo trabajo_fisicamente',
  ],
  ['T.work_life.=', 'actividad_fisica_diaria horas_ocio_semana tipo_persona'],
  [
    'T.sports_background.=',
    'practicado_deporte experiencia_negativa constante_deporte tiempo_dedicaba nivel_deporte entrenado_gimnasio ' +
      'entrenador_personal resistencia_cardiorespiratoria fuerza flexibilidad agilidad_coordinacion ' +
      'experiencia_ejercicio_constante cuesta_coger_peso',
  ],
  ['T.availability.training_schedule.days_per_week', 'dias_semana_entrenar'],
  ['T.availability.training_schedule.session_duration_min', 'tiempo_sesion'],
  ['T.availability.training_schedule.=', 'entrena_manana_tarde'],
  ['T.availability.equipment.=', 'gimnasio material_casa'],
  ['T.availability.=', 'actividades_realizar'],
  ['T.goals.motivation.=', 'motivos_entrenar impedido_constancia motiva_ejercicio'],
  ['T.goals.primary_objective', 'objetivo_fisico'],
  ['T.daily_schedule.=', 'hora_levanta hora_acuesta horas_duerme nivel_energia_dia'],
  [
    'T.daily_schedule.= N.eating_patterns.=',
    'hora_desayuno hora_comida hora_cena hora_almuerzo hora_merienda',
  ],
  ['N.eating_patterns.=', 'comidas_dia comidas_fuertes_ligeras'],
  ['N.preferences.cannot_eat', 'alimento_no_soporta'],
  ['N.preferences.=', 'comida_favorita'],
  [
    'N.nutrition_habits.=',
    'comida_basura_frecuencia sustancias_alteran suplementacion come_fuera_casa azucar_dulces_bolleria anade_sal ' +
      'bebidas_gas',
  ],
  ['N.diet_history.=', 'dietas_anteriores'],
  ['T.additional_info.=', 'comentarios_adicionales'],
];

const measures: readonly (readonly [paths: string, keys: string])[] = [
  ['T.measurements.peso_kg', 'peso'],
  [
    'T.measurements.=',
    'altura_cm grasa_porcentaje masa_muscular_porcentaje masa_osea_kg agua_porcentaje grasa_visceral',
  ],
  [
    'T.measurements.circunferencias.=',
    'cintura_cm cadera_cm pecho_cm biceps_relajado_cm biceps_flexionado_cm muslo_cm',
  ],
];

/** Every answer of the questionnaire that has a home. */
export const leaves: readonly Leaf[] = [
  ...expand(copies),
  ...expand(measures).map((leaf) => ({ ...leaf, text: `${leaf.key}_texto` })),
];

function expand(table: readonly (readonly [string, string])[]): Leaf[] {
  return table.flatMap(([paths, keys]) =>
    keys.split(' ').map((key) => ({
      key,
      paths: paths
        .split(' ')
        .map((path) =>
          path.replace(/^T/, 'training_section').replace(/^N/, 'nutrition_section').replace('=', key),
        ),
    })),
  );
}
