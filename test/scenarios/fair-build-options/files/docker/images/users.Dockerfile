# syntax=docker/dockerfile:1
ARG NODE_VERSION
ARG FOLDER=/app

FROM node:${NODE_VERSION:-22} AS base
ARG FOLDER
WORKDIR ${FOLDER}
COPY package.json package-lock.json ./

FROM base AS dependencies
RUN npm ci --omit=dev

FROM base AS production
ENV NODE_ENV=production
COPY --from=dependencies ${FOLDER}/node_modules node_modules
COPY src src
USER node
EXPOSE 3000
CMD ["node", "src/server.js"]

# docker compose --profile test …: not what this stack is built from
FROM dependencies AS test
RUN npm ci
CMD ["npm", "test"]
