<#-- One line a library, "group:artifact: licence", for NoticeTest to compare with NOTICE. -->
<#list dependencyMap as entry>
<#if entry.getKey().groupId != "org.relabel4j">
${entry.getKey().groupId}:${entry.getKey().artifactId}: ${entry.getValue()?join(" or ")}
</#if>
</#list>
