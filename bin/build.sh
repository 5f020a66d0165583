# Sourced: builds target/nightlight.jar when it is missing or older than what it is made of.
build() {
  local jar=target/nightlight.jar
  if [ ! -f "$jar" ] || [ -n "$(find src/main src/build pom.xml -newer "$jar" -type f -print -quit)" ]; then
    echo "Building Nightlight (the first time takes a few minutes) …" >&2
    mvn -q -B -ntp -DskipTests -Dspotless.check.skip=true package >&2 || { echo "The build failed; see above." >&2; exit 1; }
  fi
}
