# In place of redis:7.4 where it cannot be downloaded: the same user and folder, with the Redis of Debian.
ARG BASE
FROM ${BASE}
RUN groupadd --system --gid 999 redis \
  && useradd --system --uid 999 --gid redis --home-dir /home/redis redis \
  && install -d -o redis -g redis /data
COPY redis /opt/redis
ARG LIBRARIES
ENV PATH=/opt/redis/usr/bin:$PATH LD_LIBRARY_PATH=${LIBRARIES}
VOLUME /data
WORKDIR /data
CMD ["redis-server"]
