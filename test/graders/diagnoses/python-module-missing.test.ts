import pythonModuleMissing from '../../../graders/diagnoses/python-module-missing.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died } from './evidence.ts';

testDiagnosis(pythonModuleMissing, {
  found: [
    {
      name: 'a package with another name',
      evidence: died('web', "ModuleNotFoundError: No module named 'psycopg2'"),
      message: { en: /imports `psycopg2`/ },
      remedy: /psycopg2-binary/,
    },
    {
      name: 'a package',
      evidence: died('web', "ModuleNotFoundError: No module named 'flask.app'"),
      message: { en: /imports `flask\.app`/ },
      remedy: /Write `flask`/,
    },
  ],
  near: [
    {
      name: 'a name is not in a module',
      evidence: died('web', "ImportError: cannot import name 'url_quote' from 'werkzeug.urls'"),
    },
  ],
});
