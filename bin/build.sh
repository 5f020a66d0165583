# Sourced: builds target/nightlight.jar when it is missing or older than what it is made of.
build() {
  local jar=target/nightlight.jar
  if [ ! -f "$jar" ] || [ -n "$(find src/main src/build pom.xml -newer "$jar" -type f -print -quit)" ]; then
    echo "Building Nightlight (the first time takes a few minutes) …" >&2
    mvn -q -B -ntp -DskipTests -Dspotless.check.skip=true package >&2 || { echo "The build failed; see above." >&2; exit 1; }
  fi
}

# Unpacks the jar under target/app and lets a short trial start leave a cache of loaded classes there, with which a start
# takes about half the time. Anything that goes wrong here only costs that gain.
prepare_start() {
  local jar=target/nightlight.jar app=target/app making=target/app.making trial strangers
  [ -f "$app/start.aot" ] && [ "$app/start.aot" -nt "$jar" ] && [ "$app/start.aot" -nt bin/java-options ] && return 0
  find target -maxdepth 1 -name app.making -mmin +10 -exec rmdir {} + 2>/dev/null || true
  mkdir "$making" 2>/dev/null || return 0 # another start is at it
  echo "Preparing for quick starts …" >&2
  rm -rf "$app"
  trial=$(mktemp -d)
  strangers=$(env | sed -n 's/^\(NIGHTLIGHT_[A-Z_]*\)=.*/-u \1/p')
  # shellcheck disable=SC2046,SC2086 # options are words
  java -Djarmode=tools -jar "$jar" extract --destination "$app" >/dev/null 2>&1 \
    && env $strangers java $(cat bin/java-options) -Dspring.context.exit=onRefresh -XX:AOTCacheOutput="$app/start.new" \
      -jar "$app/nightlight.jar" run --demo --port 0 --smtp-port 0 --data "$trial" >/dev/null 2>&1 \
    && mv "$app/start.new" "$app/start.aot" || rm -rf "$app"
  rm -rf "$trial"
  rmdir "$making"
}
