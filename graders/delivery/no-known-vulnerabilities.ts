import type { Scan } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, pass } from '../../src/core/verdict.ts';
import { imageCause } from '../shared/images.ts';
import { listProof } from '../shared/proof.ts';

export default defineGrader({
  id: 'no-known-vulnerabilities',
  group: 'delivery',
  title: {
    en: 'No critical vulnerability that has a fix',
    es: 'Ninguna vulnerabilidad crítica que ya tenga solución',
  },
  lesson: '004',
  about: {
    looks: {
      en: 'Into the images that your Dockerfiles build, with a scanner (Trivy), where one is set up: are there packages with a critical vulnerability for which a fixed version exists? Without a scanner this line passes.',
      es: 'Dentro de las imágenes que construyen tus Dockerfiles, con un escáner (Trivy), donde hay uno configurado: ¿hay paquetes con una vulnerabilidad crítica para la que existe una versión corregida? Sin escáner esta línea pasa.',
    },
    why: {
      en: 'Attackers search the internet for exactly these holes: they are public, and a version without them is one build away.',
      es: 'Los atacantes buscan en internet justo estos agujeros: son públicos, y para no tenerlos basta con construir la imagen con versiones nuevas.',
    },
    mend: {
      en: 'Take the newest patch version of your base image, update the packages that are named, and build again without the cache: `docker compose build --pull --no-cache`.',
      es: 'Usa la última versión de parche de tu imagen base, actualiza los paquetes que se nombran y construye otra vez sin caché: `docker compose build --pull --no-cache`.',
    },
  },
  examples: {
    passes: `$ trivy image --severity CRITICAL --ignore-unfixed users-app
Total: 0 (CRITICAL: 0)`,
    fails: `$ trivy image --severity CRITICAL --ignore-unfixed users-app
Total: 1 (CRITICAL: 1)
libssl3  CVE-2022-3602  installed 3.0.5  fixed in 3.0.7`,
  },
  needs: ['resolve', 'build'],
  judge({ resolve, build }) {
    const cause = imageCause(resolve, build);
    if (cause) return blocked(cause);
    const scans = build.scans ?? [];
    const scanners = [...new Set(scans.map(({ scanner }) => scanner))].join(', ');
    if (scans.length === 0) {
      return pass({
        message: {
          en: 'Cannot be told from here: no scanner is configured, or it could not scan. It costs no points.',
          es: 'No se puede saber desde aquí: no hay ningún escáner configurado, o no pudo analizar la imagen. No cuesta puntos.',
        },
      });
    }
    const found = scans.flatMap(({ service, findings }) => findings.map((one) => ({ service, ...one })));
    const [first] = found;
    if (first === undefined) {
      return pass({
        message: {
          en: `${scanners} knows no critical vulnerability with a fix in your images.`,
          es: `${scanners} no conoce ninguna vulnerabilidad crítica con solución en tus imágenes.`,
        },
        evidence: [
          listProof(
            'text',
            { en: 'Scanned', es: 'Analizadas' },
            scans.map(({ service }) => service),
          ),
        ],
      });
    }
    const lines = found.map(
      ({ service, id, package: name, installed, fixed }) => `${service}: ${name} ${installed} → ${fixed}  ${id}`,
    );
    return fail({
      message: {
        en: `${first.package} ${first.installed} in the image of ${first.service} has ${first.id}: ${first.title}`,
        es: `${first.package} ${first.installed} en la imagen de ${first.service} tiene ${first.id} (descripción del escáner: ${first.title})`,
      },
      expected: {
        en: 'No critical vulnerability for which there is a fixed version.',
        es: 'Ninguna vulnerabilidad crítica para la que haya una versión corregida.',
      },
      actual: {
        en: `${found.length} found by ${scanners} (${services(scans)}).`,
        es: `${scanners} encontró ${found.length} (${services(scans)}).`,
      },
      remedy: {
        en: `${first.fixed} is fixed. Update the base image of your Dockerfile to its newest patch version; if ${first.package} is a dependency of your own, update it in your lock file. Then \`docker compose build --pull --no-cache ${first.service}\`.`,
        es: `${first.fixed} está corregida. Actualiza la imagen base de tu Dockerfile a su última versión de parche; si ${first.package} es una dependencia tuya, actualízala en tu archivo de bloqueo (lock). Después, \`docker compose build --pull --no-cache ${first.service}\`.`,
      },
      evidence: [listProof('text', { en: 'Critical, with a fix', es: 'Críticas, con solución' }, lines)],
    });
  },
});

function services(scans: readonly Scan[]): string {
  return scans.map(({ service, findings }) => `${service}: ${findings.length}`).join(', ');
}
