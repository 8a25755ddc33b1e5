import noWritePermission from '../../../graders/diagnoses/no-write-permission.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { answered, died, mount, serviceNamed } from './evidence.ts';

testDiagnosis(noWritePermission, {
  found: [
    {
      name: 'a folder of the image',
      evidence: died('web', "Error: EACCES: permission denied, mkdir '/app/uploads'"),
      message: { en: /user of web may not write to `\/app\/uploads`/, es: /no puede escribir/ },
      remedy: /mkdir -p \/app && chown/,
    },
    {
      name: 'a volume',
      evidence: answered("[Errno 13] PermissionError: [Errno 13] Permission denied: '/data/x.db'", mounting('volume')),
      message: { en: /a volume is mounted/ },
      remedy: /fresh volume.*\n\nRUN mkdir -p \/data/,
      where: { file: 'docker-compose.yml', line: 19 },
    },
    {
      name: 'a folder of the repository',
      evidence: died('web', 'open /data/x.db: permission denied', mounting('bind')),
      message: { en: /folder of the repository is mounted/ },
      remedy: /named volume/,
    },
  ],
  near: [{ name: 'the database refuses', evidence: died('web', 'error: permission denied for table users') }],
});

function mounting(type: 'volume' | 'bind'): Parameters<typeof died>[2] {
  return (evidence) => {
    serviceNamed(evidence, 'web').mounts = [mount(type, 'data', '/data')];
  };
}
