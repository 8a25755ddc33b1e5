import type { DockgradeError, ErrorCode, Told } from './errors.ts';
import type { Lang } from './text.ts';

/** An error in the language of its reader: by its own words where it has some, else by those of its code; undefined where only the English ones are there. */
export function errorIn(lang: Lang, { code, es }: DockgradeError): Told | undefined {
  return lang === 'es' ? (es ?? toldIn(lang, code)) : undefined;
}

/** A problem or a fault in the language of its reader, where there are words for it. */
export function toldIn(lang: Lang, code: string): Told | undefined {
  return lang === 'es' && Object.hasOwn(SPANISH, code) ? SPANISH[code as ErrorCode] : undefined;
}

/**
 * The problems that students meet, in Spanish, by their code: what is particular about one (a branch, a host) stands beside it, in the submission or in
 * the list of its mistakes. What is not here is for teachers, operators and programs, and is told in English.
 */
const SPANISH: Partial<Record<ErrorCode, Told>> = {
  'repository-not-found': {
    message: 'En esa dirección no hay un repositorio de git.',
    remedy: 'Revisa la dirección: es la que usa "git clone".',
  },
  'repository-private': {
    message: 'El repositorio es privado o no existe.',
    remedy: 'Revisa la dirección y haz público el repositorio.',
  },
  'repository-unreachable': {
    message: 'No se pudo llegar al repositorio.',
    remedy: 'Revisa la dirección e inténtalo de nuevo en unos minutos.',
  },
  'repository-too-slow': {
    message: 'Obtener el repositorio tardó demasiado.',
    remedy: 'Inténtalo de nuevo; si se repite, saca del repositorio los archivos grandes.',
  },
  'repository-too-large': {
    message: 'El repositorio tiene más archivos o bytes de los que se aceptan.',
    remedy: 'Saca lo que no hace falta, como `node_modules`, y vuelve a entregar.',
  },
  'repository-damaged': {
    message: 'El contenido del repositorio no se puede leer.',
    remedy: 'Comprueba que "git clone" funcione con él.',
  },
  'ref-unknown': {
    message: 'Esa rama, tag o commit no está en el repositorio.',
    remedy: 'Revisa cómo está escrito y que ya esté subido (push). Un commit se escribe con sus 40 dígitos.',
  },
  'repository-not-allowed': {
    message: 'Aquí no se aceptan repositorios con esa dirección, o de ese servidor.',
    remedy:
      'Entrega la dirección https:// de un repositorio público que esté en un servidor aceptado; tu docente sabe cuáles son.',
  },
  'sign-in-needed': {
    message: 'Falta el token, o ya no es válido.',
    remedy: 'Entra con tu enlace personal; tu docente puede hacerte uno nuevo.',
  },
  'not-allowed': {
    message: 'Eso lo pueden hacer solo los docentes.',
    remedy: 'Pídeselo a tu docente.',
  },
  'not-found': {
    message: 'No existe, o es de otra persona.',
    remedy: 'Búscalo en la lista; lo que es de otra persona no se muestra.',
  },
  'deadline-over': {
    message: 'La consigna ya no recibe entregas.',
    remedy: 'Pregunta a tu docente si todavía se puede entregar.',
  },
  'no-attempts-left': {
    message: 'Ya usaste todos los intentos de esta consigna.',
    remedy: 'Una que espera o está en marcha se puede cancelar, y devuelve su intento; si no, habla con tu docente.',
  },
  'too-many-requests': {
    message: 'Llegaron demasiados pedidos en poco tiempo.',
    remedy: 'Espera un minuto e inténtalo de nuevo.',
  },
  'method-not-allowed': {
    message: 'Esta dirección no se abre de esta manera.',
    remedy: 'Vuelve a la página y usa sus botones.',
  },
  'too-large': {
    message: 'Lo que se envió es más grande de lo que se acepta aquí.',
    remedy: 'Envía menos: se aceptan 64 KiB, y 1 MiB de una consigna o una lista.',
  },
  'media-type-unsupported': {
    message: 'Lo que se envió tiene un tipo de contenido que aquí no se acepta.',
    remedy: 'Usa los formularios de las páginas; /docs dice qué acepta cada dirección.',
  },
  conflict: {
    message: 'Eso ya no se puede: algo cambió mientras tanto.',
    remedy: 'Abre la página otra vez y mira cómo está ahora.',
  },
  'store-unreachable': {
    message: 'La base de datos de dockgrade no responde. Lo que se entregó antes está a salvo.',
    remedy: 'Inténtalo de nuevo en un minuto; si se repite, avisa a quien mantiene el servicio.',
  },
  'queue-unreachable': {
    message: 'La fila no responde por un momento. Lo que se entregó está a salvo, y espera.',
    remedy: 'Inténtalo de nuevo en un minuto; si se repite, avisa a quien mantiene el servicio.',
  },
  'sandbox-breached': {
    message: 'La entrega se detuvo antes de correr: lo que el motor creó no es lo que se admitió.',
    remedy: 'No es culpa tuya: avisa a quien mantiene el servicio.',
  },
  'disk-full': {
    message: 'A la máquina que corrige le falta espacio en disco.',
    remedy: 'No es culpa tuya: entrega de nuevo más tarde, o espera a que tu docente la entregue otra vez.',
  },
  'engine-unreachable': {
    message: 'El motor de contenedores de la máquina que corrige no respondió.',
    remedy: 'No es culpa tuya: entrega de nuevo, o espera a que tu docente la entregue otra vez.',
  },
  'deadline-exceeded': {
    message: 'Un paso tardó más de lo permitido.',
    remedy: 'Entrega de nuevo; si se repite, avisa a tu docente.',
  },
  'worker-lost': {
    message: 'La máquina que corregía se detuvo en medio de la entrega.',
    remedy: 'Entrega de nuevo.',
  },
  'registry-unreachable': {
    message: 'Un registro de imágenes no respondió.',
    remedy: 'Entrega de nuevo en unos minutos.',
  },
  'registry-limited': {
    message: 'Un registro de imágenes limita la cantidad de descargas.',
    remedy: 'Entrega de nuevo más tarde.',
  },
  internal: {
    message: 'Algo falló en dockgrade mismo. Lo que se entregó antes está a salvo.',
    remedy: 'Inténtalo de nuevo; si se repite, avisa a quien mantiene el servicio.',
  },
};
