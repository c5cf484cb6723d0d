#!/usr/bin/env bash
# Runs chapters of the comparison with this version and with an earlier one, in turns on the same machine, and prints
# the rows that both have side by side.
#
#   benchmarks/beside.sh 4ce0e00                    the chapters that both versions have
#   benchmarks/beside.sh 4ce0e00 Calls Waiting      some of them, with hyphens for blanks
#
# The earlier version is built in a work tree of its own, which is gone afterwards. MVN names another Maven than
# ./mvnw; what is built stands in BESIDE, target/beside of this folder by default, and is not built again if it is
# there.
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || { sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2; }
revision=$(git rev-parse --verify "$1^{commit}")
shift
chapters=("$@")
[ ${#chapters[@]} -gt 0 ] || chapters=(Calls Waiting Failing Hot-path)
out=${BESIDE:-$PWD/benchmarks/target/beside}
mkdir -p "$out"

# Builds the version in the folder $1 and keeps what it runs with as $out/$2.
build() {
	[ -d "$out/$2/jars" ] && return
	(cd "$1" && ${MVN:-./mvnw -B -ntp} -q -pl benchmarks -am -DskipTests -Djacoco.skip package \
		dependency:copy-dependencies -DoutputDirectory=target/beside-jars -DincludeScope=runtime)
	mkdir -p "$out/$2"
	cp -r "$1/benchmarks/target/beside-jars" "$out/$2/jars"
	cp -r "$1/benchmarks/target/classes" "$out/$2/classes"
}

earlier=$(mktemp -d)
trap 'git worktree remove --force "$earlier" 2>/dev/null || rm -rf "$earlier"' EXIT
git worktree add -q --detach "$earlier" "$revision"
build "$earlier" "before-${revision:0:7}"
build "$PWD" now

for chapter in "${chapters[@]}"; do
	for version in "before-${revision:0:7}" now; do
		echo "$chapter, $version" >&2
		(cd "$out/$version" && "${JAVA_HOME:+$JAVA_HOME/bin/}java" -classpath "classes:jars/*" \
			io.github.s3express.benchmarks.ComparisonMain "$out/$version/$chapter" "$chapter" >"$out/$version/$chapter.log" 2>&1) ||
			{ tail -n 20 "$out/$version/$chapter.log" >&2; exit 1; }
	done
done

# A row is known by what was done and what was counted or measured.
echo "| Work | Figure | SDK alone: before | now | Managed: before | now |"
echo "|---|---|--:|--:|--:|--:|"
for chapter in "${chapters[@]}"; do
	awk -F ' *[|] *' -v OFS=' | ' '
		!/^\|/ || /^\| Work/ || /^\|---/ { next }
		FNR == NR { sdk[$2, $3] = $4; managed[$2, $3] = $5; next }
		($2, $3) in managed { print "| " $2, $3, sdk[$2, $3], $4, managed[$2, $3], $5 " |" }
	' "$out/before-${revision:0:7}/$chapter/comparison.md" "$out/now/$chapter/comparison.md"
done
