NUMA nodes of libvirt's test driver, whose capabilities are documented by `virsh -c test:///default capabilities`: two
nodes, of 2 and 4 GB, with eight processors each; nothing binds its machine to one of them.
Source: the public pages of the Hyper-V module
### the nodes of a host
Get-VMHostNumaNode | ForEach-Object { "$($_.NodeId) $($_.MemoryTotal)" }
--- stdout
0 2048
1 4096
### one by its number
(Get-VMHostNumaNode -Id 1).NodeId
--- stdout
1
### a number that no node has
Get-VMHostNumaNode -Id 7; $Error[0].CategoryInfo.Category
--- stdout
ObjectNotFound
--- stderr
Get-VMHostNumaNode: .*no NUMA node with the ID 7
### a machine that may span nodes has no place
Get-VMHostNumaNodeStatus; 'after'
--- stdout
after
--- stderr
Get-VMHostNumaNodeStatus: .*may span the NUMA nodes
