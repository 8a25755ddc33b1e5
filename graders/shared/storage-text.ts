import type { Text } from '../../src/core/text.ts';
import { rightPath, type Storage } from './volume.ts';

/** Why the data of a database is not in a named volume, as one sentence. */
export function storageText(storage: Storage, service: string): Text {
  const right = rightPath(storage);
  switch (storage.kind) {
    case 'named':
      return {
        en: `${service} keeps its data in the named volume ${storage.source}.`,
        es: `${service} guarda sus datos en el volumen con nombre ${storage.source}.`,
      };
    case 'bind':
      return {
        en: `${service} keeps its data in the folder ${storage.source} of the repository (a bind mount).`,
        es: `${service} guarda sus datos en la carpeta ${storage.source} del repositorio (un bind mount).`,
      };
    case 'wrong-path':
      return {
        en: `The volume ${storage.volume} is mounted on ${storage.path}, but ${service} writes to ${storage.directory ?? right}.`,
        es: `El volumen ${storage.volume} está montado en ${storage.path}, pero ${service} escribe en ${storage.directory ?? right}.`,
      };
    case 'covered':
      return {
        en: `The volume ${storage.volume} is mounted on ${storage.path}, but the image of ${service} puts an anonymous volume of its own on ${right}, right over it.`,
        es: `El volumen ${storage.volume} está montado en ${storage.path}, pero la imagen de ${service} pone encima, en ${right}, un volumen anónimo propio.`,
      };
    case 'wrong-service':
      return {
        en: `The volume ${storage.volume} is mounted in ${storage.service}; ${service}, whose data it should hold, does not have it.`,
        es: `El volumen ${storage.volume} está montado en ${storage.service}; ${service}, cuyos datos debería guardar, no lo tiene.`,
      };
    case 'anonymous':
      return {
        en: `The volume of ${service} on ${storage.path} has no name: every new container gets another, empty one.`,
        es: `El volumen de ${service} en ${storage.path} no tiene nombre: cada contenedor nuevo recibe otro, vacío.`,
      };
    case 'tmpfs':
      return {
        en: `${service} keeps its data in memory (tmpfs on ${storage.path}): it is gone when the container stops.`,
        es: `${service} guarda sus datos en memoria (tmpfs en ${storage.path}): desaparecen cuando el contenedor se detiene.`,
      };
    case 'unused':
      return {
        en: `The volume ${storage.volume} is declared at the end of the Compose file, but no service mounts it.`,
        es: `El volumen ${storage.volume} está declarado al final del archivo de Compose, pero ningún servicio lo monta.`,
      };
    case 'nothing':
      return {
        en: `${service} has no volume: its data belongs to the container and goes with it.`,
        es: `${service} no tiene volumen: sus datos pertenecen al contenedor y desaparecen con él.`,
      };
  }
}
