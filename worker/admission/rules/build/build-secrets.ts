import type { ComposeBuild } from '../../model.ts';
import { isUnset } from '../../values.ts';
import type { Rule } from '../rule.ts';
import { rebuildUses } from '../service-files.ts';

/** A build may read the secrets that the file defines; keys for SSH belong to a person. */
export const buildSecrets: Rule<ComposeBuild> = {
  id: 'build-secrets',
  keys: ['ssh', 'secrets'],
  apply({ value, out, review, refuse }) {
    if (!isUnset(value.ssh)) {
      refuse(
        {
          en: '`build: ssh` asks for somebody’s SSH keys. Download over HTTPS instead.',
          es: '`build: ssh` pide las claves SSH de alguien. Descarga por HTTPS.',
        },
        'ssh',
      );
    }
    const secrets = rebuildUses(review, 'secrets', value.secrets);
    if (secrets.length > 0) out.secrets = secrets;
  },
};
