# API and worker: one image, the command decides. It needs no writable file system but /data, and that only without MONGODB_URI.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN node --input-type=module --eval "import { buildServer } from './tools/build.mjs'; buildServer()"

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --no-fund --no-audit

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Fast Track server" \
      org.opencontainers.image.description="API and worker of Fast Track, a self-hosted job layer" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
RUN install --directory --owner=10001 --group=10001 --mode=0700 /data
COPY --from=packages /app ./
COPY --from=build /app/dist/server ./dist/server
COPY docker/healthcheck.mjs ./
USER 10001:10001
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["node", "healthcheck.mjs"]
CMD ["node", "dist/server/apps/api/src/main.js"]
