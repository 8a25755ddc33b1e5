import type { ResolveEvidence, ServiceState, Where } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import type { PlainProof } from '../../src/core/verdict.ts';
import { ownCheck } from './own-check.ts';
import { logProof } from './proof.ts';

/** What is to be said of a service whose health check does not succeed, beside that it does not. */
export interface HealthFinding {
  actual: Text;
  remedy: Text;
  where: Where | undefined;
  evidence: PlainProof[];
}

export function healthFinding(state: ServiceState, resolve: ResolveEvidence): HealthFinding {
  const { service, healthLog } = state;
  const facts = resolve.services.find((one) => one.name === service);
  const dockerfile = resolve.dockerfiles.find((one) => one.service === service);
  const instruction = dockerfile?.instructions.findLast(({ keyword }) => /^healthcheck$/i.test(keyword));
  const inImage = dockerfile && instruction && { file: dockerfile.file, line: instruction.line };
  const said = healthLog?.trim().split('\n')[0] ?? '';
  return {
    actual:
      healthLog === null
        ? { en: 'The health check gave no result.', es: 'El health check no dio ningún resultado.' }
        : { en: `The health check says: ${said}`, es: `El health check dice: ${said}` },
    remedy: remedyFor(service, healthLog ?? '', resolve),
    where: facts?.healthcheck?.where ?? inImage ?? facts?.where,
    evidence: logProof(
      { en: `Output of the health check of ${service}`, es: `Salida del health check de ${service}` },
      [facts?.healthcheck?.test ?? '', healthLog ?? ''].join('\n').trim(),
    ),
  };
}

function remedyFor(service: string, log: string, resolve: ResolveEvidence): Text {
  const tool =
    /exec: "([^"]+)": (?:executable file not found|stat)/.exec(log)?.[1] ??
    /([\w./-]+): (?:command )?not found/.exec(log)?.[1];
  if (tool !== undefined) {
    const own = ownCheck(service, resolve);
    const [program, option, code] = own ?? [];
    const line = code === undefined ? program : `${program} ${option} "${code}"`;
    return {
      en: `The image of ${service} has no program \`${tool}\`. Look at its spelling, install it in the Dockerfile, or check with what is there${line === undefined ? '' : `: \`${line}\``}.`,
      es: `La imagen de ${service} no tiene el programa \`${tool}\`. Revisa cómo está escrito, instálalo en el Dockerfile, o comprueba con lo que hay${line === undefined ? '' : `: \`${line}\``}.`,
    };
  }
  if (
    /(role|user|database) .*(does not exist|unknown)|unknown database|access denied|authentication failed/i.test(log)
  ) {
    return {
      en: `The health check names another user, password or database than ${service} was created with. Use the same variables in both: in the Compose file \`$$POSTGRES_USER\` (with two \`$\`) is read inside the container.`,
      es: `El health check nombra otro usuario, contraseña o base de datos que los que se usaron al crear ${service}. Usa las mismas variables en ambos: en el archivo de Compose, \`$$POSTGRES_USER\` (con dos \`$\`) se lee dentro del contenedor.`,
    };
  }
  if (/timeout|timed out/i.test(log)) {
    return {
      en: `The check takes longer than its \`timeout\`. Ask for something that is answered at once, or give it more time.`,
      es: `La comprobación tarda más que su \`timeout\`. Pide algo que se responda enseguida, o dale más tiempo.`,
    };
  }
  if (/refused|no response|(could not|failed to|can't) connect|ECONN/i.test(log)) {
    return {
      en: `Nobody answers where the health check asks. It runs inside the container of ${service}: ask \`localhost\` and the port inside the container, not the published one.`,
      es: `Nadie responde donde pregunta el health check. Se ejecuta dentro del contenedor de ${service}: pregunta a \`localhost\` y al puerto de dentro del contenedor, no al publicado.`,
    };
  }
  if (/returned error: \d{3}|HTTP\/\S+ [45]\d\d|\b(404|500|503)\b/.test(log)) {
    return {
      en: `${service} answers the health check with an error status. Ask for a path that exists and answers 200.`,
      es: `${service} responde al health check con un código de error. Pide una ruta que exista y que responda 200.`,
    };
  }
  return {
    en: `Run the command of the health check yourself with \`docker compose exec ${service} …\`: it must end with 0 once ${service} is ready. If it only needs more time, raise \`start_period\` or \`retries\`.`,
    es: `Ejecuta tú el comando del health check con \`docker compose exec ${service} …\`: debe terminar con 0 cuando ${service} está listo. Si solo necesita más tiempo, sube \`start_period\` o \`retries\`.`,
  };
}
