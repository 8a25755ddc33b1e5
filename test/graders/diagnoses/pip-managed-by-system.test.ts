import pipManagedBySystem from '../../../graders/diagnoses/pip-managed-by-system.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { failedBuild } from './evidence.ts';

testDiagnosis(pipManagedBySystem, {
  found: [
    {
      name: 'pip on Debian',
      evidence: failedBuild('error: externally-managed-environment'),
      message: { en: /pip wants to install into the Python of the system/ },
      remedy: /python3 -m venv/,
      where: { file: 'Dockerfile', line: 4 },
    },
  ],
  near: [{ name: 'the build fails for another reason', evidence: failedBuild('#9 1.2 npm error code E500') }],
});
