# The server as an image: built with the compiler, run without it, by a user who is not root.
#
#   docker build -t gluetrail .
#   mkdir -p buckets
#   docker run --rm --user "$(id -u):$(id -g)" -p 127.0.0.1:4590:4590 -v "$PWD/buckets:/buckets" gluetrail
#
# Debian's slim image: LMDB's binaries are prebuilt for its libc, so nothing is compiled and nothing downloaded but packages.
FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:20-slim
LABEL org.opencontainers.image.title="gluetrail" org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production \
    GLUETRAIL_HOST=0.0.0.0 \
    GLUETRAIL_BUCKET_DIR=/buckets \
    GLUETRAIL_DATA_DIR=/data
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist/src ./dist/src
# Open to any user, so that --user can give the log files to whoever mounts a folder.
RUN mkdir -m 1777 /buckets /data
USER node
VOLUME ["/buckets", "/data"]
EXPOSE 4590
HEALTHCHECK --interval=2s --timeout=2s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.GLUETRAIL_PORT || 4590}/_gluetrail/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# In exec form, so that SIGTERM reaches the server, which writes every event into a log file before it ends.
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "/app/dist/src/cli.js"]
CMD ["serve"]
