import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { applications, builds, hear, quote } from '../shared/heard.ts';
import { commandLine, failedLine } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'no-way-out',
  title: { en: 'There is no way to the internet from here', es: 'Desde aquí no hay salida a internet' },
  explains: ['image-builds', 'stack-starts', 'app-responds', 'endpoints-work'],
  about: {
    symptom: {
      en: 'A package registry is not found (`ENOTFOUND registry.npmjs.org`, `Temporary failure resolving`) or its certificate is not trusted (`SELF_SIGNED_CERT_IN_CHAIN`).',
      es: 'No se encuentra un registro de paquetes (`ENOTFOUND registry.npmjs.org`, `Temporary failure resolving`) o no se confía en su certificado (`SELF_SIGNED_CERT_IN_CHAIN`).',
    },
    why: {
      en: 'A container that runs here has no way out, and sometimes a build has none either. In a build that is a matter of the machine, not of your Dockerfile.',
      es: 'Aquí un contenedor en marcha no tiene salida, y a veces una construcción tampoco. En una construcción es cosa de la máquina, no de tu Dockerfile.',
    },
    mend: {
      en: 'Install everything while the image is built, never when the container starts. When a build has no network, tell your teacher.',
      es: 'Instala todo al construir la imagen, nunca al arrancar el contenedor. Si una construcción no tiene red, avisa a tu docente.',
    },
  },
  needs: ['resolve'],
  find(evidence) {
    const building = hear(builds(evidence), ...SIGNS);
    const heard = building ?? hear(applications(evidence), ...SIGNS);
    if (!heard) return null;
    const { service } = heard;
    const host = heard.found[1];
    const to = host ? { en: ` to \`${host}\``, es: ` a \`${host}\`` } : { en: '', es: '' };
    return building
      ? {
          message: {
            en: `The build of ${service} found no trusted way${to.en}: the network of the machine that builds is the cause, most likely not your file.`,
            es: `La construcción de ${service} no encontró una salida de confianza${to.es}: la causa es la red de la máquina que construye, probablemente no tu archivo.`,
          },
          remedy: {
            en: 'Build it on your computer. If it builds there, show your teacher this line and hand in again.',
            es: 'Constrúyela en tu computadora. Si ahí se construye, muéstrale esta línea a tu docente y vuelve a entregar.',
          },
          where: failedLine(evidence.build, service),
          evidence: quote(heard),
        }
      : {
          message: {
            en: `${service} wants to fetch packages${to.en} when it starts, but a running container has no way out here.`,
            es: `${service} quiere descargar paquetes${to.es} al arrancar, pero aquí un contenedor en marcha no tiene salida.`,
          },
          remedy: {
            en: 'Move `npm install` (or `pip install`) from `CMD` into a `RUN` of the Dockerfile: an image brings everything that it needs.',
            es: 'Pasa `npm install` (o `pip install`) de `CMD` a un `RUN` del Dockerfile: una imagen trae todo lo que necesita.',
          },
          where: commandLine(evidence.resolve, service),
          evidence: quote(heard),
        };
  },
});

const REGISTRY =
  '(registry\\.npmjs\\.org|registry\\.yarnpkg\\.com|pypi\\.org|files\\.pythonhosted\\.org|binaries\\.prisma\\.sh|proxy\\.golang\\.org)';
const SIGNS = [
  new RegExp(`(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH) ${REGISTRY}`),
  new RegExp(`request to https://${REGISTRY}\\S* failed`),
  /Temporary failure resolving '([^']+)'/,
  /NameResolutionError.*(?:Failed to resolve|resolve) '([^']+)'/,
  /(?:SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|self-signed certificate in certificate chain)/,
];
