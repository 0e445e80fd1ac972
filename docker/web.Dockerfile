# The web app behind nginx, which passes everything else on to the API. It writes to /tmp only.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN node_modules/.bin/ng build web && find dist/web -size +1k \( -name '*.js' -o -name '*.css' \) -exec gzip --best --keep {} +

FROM nginx:1.28-bookworm
LABEL org.opencontainers.image.title="Fast Track web" \
      org.opencontainers.image.description="Web app and reverse proxy of Fast Track, a self-hosted job layer" \
      org.opencontainers.image.licenses="MIT"
COPY deploy/nginx /etc/fasttrack
COPY docker/web-start.sh docker/web-health.sh /usr/local/bin/
COPY --from=build /app/dist/web /srv/fasttrack
USER 10001:10001
EXPOSE 8080
# Requests that are being answered are answered.
STOPSIGNAL SIGQUIT
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 CMD ["web-health.sh"]
ENTRYPOINT ["web-start.sh"]
