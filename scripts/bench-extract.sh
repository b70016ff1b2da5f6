#!/usr/bin/env bash
# Makes one large extract of OpenStreetMap out of those of MILEPOST_TESTDATA, to
# build at the size of a country: COPIES of them all (20: about 300 MB), each
# with IDs of its own, 17 degrees further east. Then builds it in a quarter of
# the memory of a small machine and in all of it, and prints time and peak.
#
# Usage: bench-extract.sh DIR; needs osmium and awk, and 4 GB in DIR.
set -euo pipefail
cd "$(dirname "$0")/.."

dir=${1:?usage: bench-extract.sh DIR}
copies=${COPIES:-20}
data=$(realpath "${MILEPOST_TESTDATA:-../shared/data}")/osm

# kind k, the copy: the elements of that kind with other IDs and longitudes.
copy() {
	osmium cat -t "$1" -f opl "$dir/all.osm.pbf" | awk -v by="$2" '
		function moved(id) { return sprintf("%s%.0f", substr(id, 1, 1), substr(id, 2) + by * 20000000000) }
		$1 == last { next } # of two extracts
		{
			last = $1
			$1 = moved($1)
			for (i = 2; i <= NF; i++) {
				c = substr($i, 1, 1)
				if (c == "x" && length($i) > 1) {
					lon = substr($i, 2) + by * 17
					while (lon > 180) lon -= 360
					$i = sprintf("x%.7f", lon)
				} else if (c == "N" || c == "M") {
					n = split(substr($i, 2), refs, ",")
					list = ""
					for (j = 1; j <= n; j++) {
						at = index(refs[j], "@")
						ref = at ? moved(substr(refs[j], 1, at - 1)) substr(refs[j], at) : moved(refs[j])
						list = list (j > 1 ? "," : "") ref
					}
					$i = c list
				}
			}
			print
		}'
}

if [ ! -e "$dir/copies-$copies.osm.pbf" ]; then
	inputs=()
	for one in "$data"/*.osm.pbf; do # one has IDs of others, and one the Monaco of two years before
		case $one in *lower-east-side* | *monaco-2023*) ;; *) inputs+=("$one") ;; esac
	done
	osmium sort --overwrite -o "$dir/all.osm.pbf" "${inputs[@]}"
	for kind in node way relation; do
		for ((k = 0; k < copies; k++)); do copy "$kind" "$k"; done
	done | osmium cat --overwrite -F opl -o "$dir/made.osm.pbf" -
	mv "$dir/made.osm.pbf" "$dir/copies-$copies.osm.pbf"
fi
ls -l "$dir/copies-$copies.osm.pbf"

go build -trimpath -o "$dir/milepost" ./cmd/milepost
for memory in ${MEMORY-256MB 1GB}; do
	echo "--memory $memory"
	"$dir/milepost" index build -q --memory "$memory" -o "$dir/index" "osm:$dir/copies-$copies.osm.pbf" &
	pid=$! peak=0 ticks=0 began=$(date +%s)
	while kill -0 $pid 2>"$dir/none"; do
		now=$(awk '/RssAnon/ { print $2 }' /proc/$pid/status 2>"$dir/none" || true)
		((${now:-0} > peak)) && peak=$now
		now=$(awk '{ print $14 + $15 }' /proc/$pid/stat 2>"$dir/none" || true)
		((${now:-0} > ticks)) && ticks=$now
		sleep 0.2
	done
	wait $pid
	echo "$(($(date +%s) - began)) s, processor time $((ticks / $(getconf CLK_TCK))) s, peak RssAnon $((peak / 1024)) MB"
done
