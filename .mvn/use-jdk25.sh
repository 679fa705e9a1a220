# Sourced by ./mvnw and ./orderflow: leaves JAVA_HOME at a JDK 25 or newer.
# A machine often has an older default beside it, so the usual homes are searched, JAVA_HOME first.
# Returns 1 and says what to do where none is found.

is_jdk25() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
  major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${major:-0}" -ge 25 ]
}

find_jdk25() {
  path_java=$(command -v javac 2>/dev/null || true)
  path_home=
  if [ -n "$path_java" ]; then
    path_home=$(dirname "$(dirname "$(readlink -f "$path_java" 2>/dev/null || echo "$path_java")")")
  fi
  case $- in *f*) globbing_was_off=1; set +f ;; *) globbing_was_off= ;; esac
  found=
  for home in "${JAVA_HOME-}" "$path_home" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    "$HOME"/.local/share/mise/installs/java/* /opt/*jdk* /opt/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$home" ] && is_jdk25 "$home"; then
      found=$home
      break
    fi
  done
  [ -z "$globbing_was_off" ] || set -f
  [ -n "$found" ]
}

if find_jdk25; then
  JAVA_HOME=$found
  export JAVA_HOME
else
  echo "Orderflow needs a JDK 25 or newer, and none was found." >&2
  echo "Install one (Debian: temurin-25-jdk; macOS: brew install --cask temurin@25; any: https://adoptium.net)" >&2
  echo "or point JAVA_HOME at one, then run the command again." >&2
  exit 1
fi
