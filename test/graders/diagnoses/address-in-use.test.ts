import addressInUse from '../../../graders/diagnoses/address-in-use.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, stuck } from './evidence.ts';

testDiagnosis(addressInUse, {
  found: [
    {
      name: 'listen is called twice',
      evidence: died('web', 'Error: listen EADDRINUSE: address already in use :::3000'),
      message: { en: /port 3000 is taken already/ },
      remedy: /second `listen`/,
      where: { file: 'Dockerfile', line: 7 },
    },
  ],
  near: [
    {
      name: 'the engine says that a port is taken',
      evidence: stuck('Bind for 0.0.0.0:3000 failed: port is already allocated'),
    },
  ],
});
