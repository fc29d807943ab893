# In place of postgres:18 where it cannot be downloaded: the same user, folders, variables and signal.
ARG BASE
FROM ${BASE}
RUN groupadd --system --gid 999 postgres \
  && useradd --system --uid 999 --gid postgres --home-dir /var/lib/postgresql postgres \
  && install -d -o postgres -g postgres -m 1777 /var/lib/postgresql \
  && install -d -o postgres -g postgres -m 3777 /var/run/postgresql \
  && mkdir -p /docker-entrypoint-initdb.d
COPY server /opt/server
COPY client /opt/client
COPY postgres-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
ARG CLIENT_LIBRARIES
ENV PATH=/opt/server/bin:/opt/client/usr/lib/postgresql/15/bin:$PATH LD_LIBRARY_PATH=${CLIENT_LIBRARIES}
ENV PGDATA=/var/lib/postgresql/18/docker
VOLUME /var/lib/postgresql
STOPSIGNAL SIGINT
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]
