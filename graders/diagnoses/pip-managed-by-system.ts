import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { builds, hear, quote } from '../shared/heard.ts';
import { failedLine } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'pip-managed-by-system',
  title: { en: "pip may not touch the system's Python", es: 'pip no puede tocar el Python del sistema' },
  explains: ['image-builds'],
  about: {
    symptom: { en: '`error: externally-managed-environment`', es: '`error: externally-managed-environment`' },
    why: {
      en: 'The Python of Debian and Ubuntu belongs to apt, and pip refuses to change it. The official Python image has a Python of its own.',
      es: 'El Python de Debian y Ubuntu es de apt, y pip se niega a cambiarlo. La imagen oficial de Python trae el suyo propio.',
    },
    mend: {
      en: 'Begin from `python:3.13-slim`, or install into a virtual environment.',
      es: 'Parte de `python:3.13-slim`, o instala en un entorno virtual.',
    },
  },
  needs: ['build'],
  find(evidence) {
    const heard = hear(builds(evidence), /error: externally-managed-environment/);
    if (!heard) return null;
    return {
      message: {
        en: `In the image of ${heard.service}, pip wants to install into the Python of the system, which belongs to apt.`,
        es: `En la imagen de ${heard.service}, pip quiere instalar en el Python del sistema, que es de apt.`,
      },
      remedy: {
        en: 'Begin from an image with a Python of its own (`FROM python:3.13-slim`), or make a virtual environment first:\n\nRUN python3 -m venv /venv\nENV PATH=/venv/bin:$PATH',
        es: 'Parte de una imagen con su propio Python (`FROM python:3.13-slim`), o crea antes un entorno virtual:\n\nRUN python3 -m venv /venv\nENV PATH=/venv/bin:$PATH',
      },
      where: failedLine(evidence.build, heard.service),
      evidence: quote(heard),
    };
  },
});
