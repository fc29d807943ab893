# In place of caddy:2.10 where it cannot be downloaded: the same folders and command, with the Caddy of Debian and the wget of BusyBox.
ARG BASE
FROM ${BASE}
COPY caddy /opt/caddy
RUN ln -s /opt/caddy/usr/bin/caddy /usr/bin/caddy && ln -s /opt/caddy/bin/busybox /usr/bin/wget && mkdir -p /etc/caddy
ENV XDG_CONFIG_HOME=/config XDG_DATA_HOME=/data
CMD ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"]
