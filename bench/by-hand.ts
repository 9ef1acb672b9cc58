/** A legacy questionnaire as plain data. */
interface Questionnaire {
  readonly responses?: Readonly<Record<string, unknown>>;
}

const none: Readonly<Record<string, unknown>> = {};
const digits = /^([+-]?[0-9]+(?:[.,][0-9]+)?)(.*)$/s;

/**
 * The questionnaire mapping as somebody would write it by hand in TypeScript: the same leaves as the contract's, for
 * plain input. What the compiled contract is measured against.
 */
export function mapByHand(document: Questionnaire, date: unknown) {
  const r = document.responses ?? none;
  return {
    profile: {
      nombre_completo: r.nombre_completo,
      email: r.email,
      fecha_nacimiento: r.fecha_nacimiento,
      sexo: r.sexo,
      profesion: r.profesion,
      direccion: r.direccion,
      telefono: r.telefono,
    },
    services: {
      shared: {
        questionnaires: {
          inicial: {
            submitted_at: date,
            version: '1.0.0',
            schema_version: 'questionnaire_edn360_v1',
            training_section: {
              personal_data: {
                nombre_completo: r.nombre_completo,
                email: r.email,
                fecha_nacimiento: r.fecha_nacimiento,
                sexo: r.sexo,
              },
              measurements: {
                measurement_type: r.measurement_type,
                peso_kg: measure(r.peso),
                peso_texto: r.peso,
                altura_cm: measure(r.altura_cm),
                altura_cm_texto: r.altura_cm,
                grasa_porcentaje: measure(r.grasa_porcentaje),
                grasa_porcentaje_texto: r.grasa_porcentaje,
                masa_muscular_porcentaje: measure(r.masa_muscular_porcentaje),
                masa_muscular_porcentaje_texto: r.masa_muscular_porcentaje,
                masa_osea_kg: measure(r.masa_osea_kg),
                masa_osea_kg_texto: r.masa_osea_kg,
                agua_porcentaje: measure(r.agua_porcentaje),
                agua_porcentaje_texto: r.agua_porcentaje,
                grasa_visceral: measure(r.grasa_visceral),
                grasa_visceral_texto: r.grasa_visceral,
                circunferencias: {
                  cintura_cm: measure(r.cintura_cm),
                  cintura_cm_texto: r.cintura_cm,
                  cadera_cm: measure(r.cadera_cm),
                  cadera_cm_texto: r.cadera_cm,
                  pecho_cm: measure(r.pecho_cm),
                  pecho_cm_texto: r.pecho_cm,
                  biceps_relajado_cm: measure(r.biceps_relajado_cm),
                  biceps_relajado_cm_texto: r.biceps_relajado_cm,
                  biceps_flexionado_cm: measure(r.biceps_flexionado_cm),
                  biceps_flexionado_cm_texto: r.biceps_flexionado_cm,
                  muslo_cm: measure(r.muslo_cm),
                  muslo_cm_texto: r.muslo_cm,
                },
              },
              health: {
                problema_ejercicio: r.problema_ejercicio,
                operaciones: r.operaciones,
                allergies: r.alergias_intolerancias,
                medications: {
                  medicamentos: r.medicamentos,
                },
                chronic_conditions: {
                  enfermedad_cronica: r.enfermedad_cronica,
                  cardiovascular: {
                    problemas_corazon: r.problemas_corazon,
                    hipertension: r.hipertension,
                  },
                  metabolic: {
                    diabetes: r.diabetes,
                    colesterol: r.colesterol,
                    sobrepeso: r.sobrepeso,
                    retencion_liquidos: r.retencion_liquidos,
                  },
                  neurological: {
                    epilepsia: r.epilepsia,
                  },
                  respiratory: {
                    problemas_respiratorios: r.problemas_respiratorios,
                  },
                  musculoskeletal: {
                    problemas_musculares: r.problemas_musculares,
                    varo_valgo: r.varo_valgo,
                    hernias_protusions: r.hernias_protusiones,
                    artrosis: r.artrosis,
                    osteoporosis: r.osteoporosis,
                  },
                },
                habits: {
                  fuma_cantidad: r.fuma_cantidad,
                  bebe_cantidad: r.bebe_cantidad,
                },
                reproductive: {
                  embarazo: r.embarazo,
                  menopausia: r.menopausia,
                },
              },
              work_life: {
                actividad_fisica_diaria: r.actividad_fisica_diaria,
                horas_ocio_semana: r.horas_ocio_semana,
                tipo_persona: r.tipo_persona,
                occupation: {
                  profession: r.profesion,
                  stress_level: r.estres_profesion,
                  movimiento_trabajo: r.movimiento_trabajo,
                  dia_trabajo: r.dia_trabajo,
                  descansa_trabajo: r.descansa_trabajo,
                  horas_trabajo: r.horas_trabajo,
                  trabajo_fisicamente: r.trabajo_fisicamente,
                },
              },
              sports_background: {
                practicado_deporte: r.practicado_deporte,
                experiencia_negativa: r.experiencia_negativa,
                constante_deporte: r.constante_deporte,
                tiempo_dedicaba: r.tiempo_dedicaba,
                nivel_deporte: r.nivel_deporte,
                entrenado_gimnasio: r.entrenado_gimnasio,
                entrenador_personal: r.entrenador_personal,
                resistencia_cardiorespiratoria: r.resistencia_cardiorespiratoria,
                fuerza: r.fuerza,
                flexibilidad: r.flexibilidad,
                agilidad_coordinacion: r.agilidad_coordinacion,
                experiencia_ejercicio_constante: r.experiencia_ejercicio_constante,
                cuesta_coger_peso: r.cuesta_coger_peso,
              },
              availability: {
                training_schedule: {
                  days_per_week: r.dias_semana_entrenar,
                  session_duration_min: r.tiempo_sesion,
                  entrena_manana_tarde: r.entrena_manana_tarde,
                },
                equipment: {
                  gimnasio: r.gimnasio,
                  material_casa: r.material_casa,
                },
                actividades_realizar: r.actividades_realizar,
              },
              daily_schedule: {
                hora_levanta: r.hora_levanta,
                hora_acuesta: r.hora_acuesta,
                hora_desayuno: r.hora_desayuno,
                hora_almuerzo: r.hora_almuerzo,
                hora_comida: r.hora_comida,
                hora_merienda: r.hora_merienda,
                hora_cena: r.hora_cena,
                horas_duerme: r.horas_duerme,
                nivel_energia_dia: r.nivel_energia_dia,
              },
              goals: {
                primary_objective: r.objetivo_fisico,
                motivation: {
                  motivos_entrenar: answers(r.motivos_entrenar),
                  impedido_constancia: r.impedido_constancia,
                  motiva_ejercicio: r.motiva_ejercicio,
                },
              },
              additional_info: {
                comentarios_adicionales: r.comentarios_adicionales,
              },
            },
            nutrition_section: {
              nutrition_habits: {
                comida_basura_frecuencia: r.comida_basura_frecuencia,
                sustancias_alteran: r.sustancias_alteran,
                suplementacion: r.suplementacion,
                come_fuera_casa: r.come_fuera_casa,
                azucar_dulces_bolleria: r.azucar_dulces_bolleria,
                anade_sal: r.anade_sal,
                bebidas_gas: r.bebidas_gas,
              },
              preferences: {
                alergias_intolerancias: r.alergias_intolerancias,
                cannot_eat: r.alimento_no_soporta,
                comida_favorita: r.comida_favorita,
              },
              diet_history: {
                dietas_anteriores: r.dietas_anteriores,
              },
              eating_patterns: {
                comidas_dia: r.comidas_dia,
                comidas_fuertes_ligeras: r.comidas_fuertes_ligeras,
                hora_desayuno: r.hora_desayuno,
                hora_almuerzo: r.hora_almuerzo,
                hora_comida: r.hora_comida,
                hora_merienda: r.hora_merienda,
                hora_cena: r.hora_cena,
              },
            },
          },
        },
      },
    },
  };
}

function measure(answer: unknown): number | undefined {
  if (typeof answer === 'number') return Number.isFinite(answer) ? answer : undefined;
  if (typeof answer !== 'string') return undefined;
  const match = digits.exec(answer.trim());
  if (match === null) return undefined;
  const unit = match[2] ?? '';
  if (unit !== '' && !['kg', 'cm', '%', ' kg', ' cm', ' %'].includes(unit)) return undefined;
  return Number((match[1] ?? '').replace(',', '.'));
}

function answers(value: unknown): unknown {
  return Array.isArray(value) ? (value.length > 0 ? value : undefined) : value;
}
