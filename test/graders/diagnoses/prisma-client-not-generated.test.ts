import prismaClientNotGenerated from '../../../graders/diagnoses/prisma-client-not-generated.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { answered, died } from './evidence.ts';

testDiagnosis(prismaClientNotGenerated, {
  found: [
    {
      name: 'never generated',
      evidence: died(
        'web',
        'Error: @prisma/client did not initialize yet. Please run "prisma generate" and try to import it again.',
      ),
      message: { en: /no Prisma client/ },
      remedy: /npx prisma generate/,
      where: { file: 'Dockerfile', line: 4 },
    },
    {
      name: 'generated for another image',
      evidence: answered('Prisma Client could not locate the Query Engine for runtime "debian-openssl-3.0.x".'),
      message: { en: /no Prisma client/ },
      remedy: /prisma generate/,
    },
  ],
  near: [
    { name: 'Prisma does not reach its database', evidence: died('web', "Can't reach database server at `db:5432`") },
  ],
});
